using Registry.Store.Text;

namespace Registry.Harvest.Clean;

/// <summary>What the words of a list say of a recognition: its state and its mode, in the words of the vocabulary.</summary>
/// <param name="State">PROPOSED, PENDING, LISTED, RENEWED, SUPPLEMENTED, REVOKED or EXPIRED.</param>
/// <param name="Mode">RECOGNISED, FILED or TRIAL; null where the words do not say.</param>
public readonly record struct RecognitionWords(string State, string? Mode)
{
    // The first word found decides: 补充备案 before 备案, 拟认定 before 认定.
    static readonly (string Word, string State)[] States =
    [
        ("撤销", "REVOKED"), ("取消", "REVOKED"), ("撤消", "REVOKED"), ("摘牌", "REVOKED"),
        ("待审", "PENDING"), ("待批", "PENDING"), ("审批中", "PENDING"), ("审核中", "PENDING"), ("申报中", "PENDING"),
        ("公示", "PROPOSED"), ("拟", "PROPOSED"),
        ("补充备案", "SUPPLEMENTED"), ("补充", "SUPPLEMENTED"),
        ("重新认定", "RENEWED"), ("复审", "RENEWED"), ("复核通过", "RENEWED"),
        ("过期", "EXPIRED"), ("到期", "EXPIRED"), ("失效", "EXPIRED"),
        ("公告", "LISTED"), ("认定", "LISTED"), ("备案", "LISTED"), ("试点", "LISTED"), ("培育", "LISTED"), ("授牌", "LISTED"), ("命名", "LISTED"),
    ];

    static readonly (string Word, string Mode)[] Modes =
        [("备案", "FILED"), ("试点", "TRIAL"), ("培育", "TRIAL"), ("认定", "RECOGNISED"), ("授牌", "RECOGNISED"), ("命名", "RECOGNISED")];

    /// <summary>Reads the words: 待审批, 拟认定, 备案公示, 取消资格, 补充备案, or a state of the vocabulary itself.</summary>
    public static Cleaned<RecognitionWords> Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = FoldedName.Of(written);
        var state = States.FirstOrDefault(pair => IsSaid(text, pair.Word, pair.State)).State;
        return state is null
            ? Cleaned.Fault<RecognitionWords>($"found \"{written}\"; words such as 认定, 备案, 公示, 待审批, 复审 or 取消 would be right.")
            : Cleaned.Of(new RecognitionWords(state, Modes.FirstOrDefault(pair => IsSaid(text, pair.Word, pair.Mode)).Mode));
    }

    static bool IsSaid(string text, string word, string meant) =>
        text.Contains(word, StringComparison.Ordinal) || text.Equals(meant, StringComparison.OrdinalIgnoreCase);
}
