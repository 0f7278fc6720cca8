namespace Registry.Harvest.Press;

/// <summary>Whether a task's title names what a target counts.</summary>
internal static class Subjects
{
    // 企业, 创新 and the like stand in every title; what is counted is named by more letters.
    private const int Telling = 5;

    /// <summary>Whether a title and a label have a stretch of five letters or more in common: 精准培育高新技术企业, 有效期内高新技术企业.</summary>
    public static bool Share(string title, string label)
    {
        for (int start = 0; start + Telling <= title.Length; start++)
        {
            if (label.Contains(title.AsSpan(start, Telling), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
