namespace Registry.Configuration;

/// <summary>The bounds of a setting, both allowed; of a time span in seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedAttribute(double least, double most) : Attribute
{
    public double Least => least;

    public double Most => most;
}

/// <summary>The setting names a folder, which must be there; relative to the current folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FolderAttribute : Attribute;
