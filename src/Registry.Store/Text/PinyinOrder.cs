namespace Registry.Store.Text;

/// <summary>The order of names by pinyin: ICU's zh-CN collation, as bytes that compare like the names do.</summary>
public static class PinyinOrder
{
    /// <summary>
    /// Which order the keys belong to. Keys of different versions must not be compared: when the version noted in a store is
    /// another one (ICU was upgraded), the read model has to be rebuilt.
    /// </summary>
    public static string Version
    {
        get
        {
            var version = Icu.Chinese.Version;
            return $"{version.FullVersion}-{version.SortId:N}";
        }
    }

    /// <summary>The sort key of a name; keys are compared byte by byte (memcmp, a binary column).</summary>
    public static byte[] Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Icu.Chinese.GetSortKey(name).KeyData;
    }
}
