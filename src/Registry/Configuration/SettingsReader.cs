using System.Reflection;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Registry.Configuration;

/// <summary>
/// Reads the settings from <c>registry.json</c> and from environment variables such as <c>REGISTRY_GraphQL__MaxDepth</c>, which go before
/// the file. A name that is unknown and a value that makes no sense are refused, all of them at once.
/// </summary>
internal sealed class SettingsReader
{
    /// <summary>The file that is read where none is named and it is there.</summary>
    public const string DefaultFile = "registry.json";

    private const string Prefix = "REGISTRY_";

    private readonly IConfigurationRoot _configuration;
    private readonly string _file;
    private readonly List<string> _faults = [];

    private SettingsReader(IConfigurationRoot configuration, string file) => (_configuration, _file) = (configuration, file);

    /// <summary>Reads the settings.</summary>
    /// <param name="file">The file that was named; null where none was, then <see cref="DefaultFile"/> is read if it is there.</param>
    /// <exception cref="UsageException">The file cannot be read, or a setting is unknown or out of bounds.</exception>
    public static Settings Read(string? file)
    {
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (file is not null && !File.Exists(path))
            throw new UsageException($"There is no file {file} to read settings from (--config). docs/configuration.md says what it would hold.");

        var reader = new SettingsReader(Load(path, file ?? DefaultFile), file ?? DefaultFile);
        var settings = (Settings)reader.Section(new Settings(), reader._configuration, "");
        reader._faults.AddRange(reader._faults.Count == 0 ? settings.Contradictions() : []);
        return reader._faults.Count == 0 ? settings : throw new UsageException(string.Join($"{Environment.NewLine}registry: ", reader._faults));
    }

    private static IConfigurationRoot Load(string path, string file)
    {
        try
        {
            return (IConfigurationRoot)new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).AddEnvironmentVariables(Prefix).Build();
        }
        catch (InvalidDataException fault)
        {
            throw new UsageException($"{file} is no JSON: {(fault.InnerException?.InnerException ?? fault.InnerException ?? fault).Message}");
        }
    }

    private object Section(object section, IConfiguration configuration, string path)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (IsOfAnotherKind(child))
                continue;
            if (section.GetType().GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property)
                Set(section, property, child, path);
            else
                _faults.Add($"There is no setting {path}{child.Key} ({OriginOf(child)}){Near(section.GetType(), child.Key, path)}");
        }

        return section;
    }

    private void Set(object section, PropertyInfo property, IConfigurationSection found, string path)
    {
        var name = path + property.Name;
        if (IsSection(property))
        {
            if (found.Value is { Length: > 0 } text)
                _faults.Add($"{name} is \"{text}\" ({OriginOf(found)}); an object with settings in it would be right.");
            else
                Section(property.GetValue(section)!, found, name + ":");
        }
        else if (found.Value is not null || found.GetChildren().Any())
        {
            if (Value(property, found) is { } value)
                property.SetValue(section, value);
            else
                _faults.Add($"{name} is {Quote(found)} ({OriginOf(found)}); {SettingValue.Allowed(property)} would be right.");
        }
    }

    private static object? Value(PropertyInfo property, IConfigurationSection found)
    {
        if (property.PropertyType == typeof(IReadOnlyList<string>))
            return SettingValue.ParseMany(Many(found));
        return found.Value is { } text ? SettingValue.Parse(property, text) : null;
    }

    // A list in the file; in an environment variable the same separated by commas.
    private static string[] Many(IConfigurationSection found) =>
        found.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. found.GetChildren().Select(item => item.Value ?? "")];

    private static bool IsSection(PropertyInfo property) => property.PropertyType.Namespace == typeof(Settings).Namespace;

    // REGISTRY_STORE and its like are variables of their own and no settings, which stand in sections.
    private bool IsOfAnotherKind(IConfigurationSection child) =>
        !child.Path.Contains(':', StringComparison.Ordinal) && child.Value is not null && ProviderOf(child.Path) is EnvironmentVariablesConfigurationProvider;

    private static string Quote(IConfigurationSection found) =>
        found.Value is { } text ? $"\"{text}\"" : $"[{string.Join(", ", found.GetChildren().Select(child => $"\"{child.Value}\""))}]";

    private string OriginOf(IConfigurationSection found) =>
        ProviderOf(found.Path) is EnvironmentVariablesConfigurationProvider
            ? $"environment variable {Prefix}{found.Path.Replace(":", "__", StringComparison.Ordinal)}"
            : _file;

    // The last provider that has a value at a path, or below it, is the one that is read.
    private IConfigurationProvider? ProviderOf(string path) =>
        _configuration.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());

    private static string Near(Type section, string key, string path)
    {
        var near = section.GetProperties().Select(property => property.Name).MinBy(name => Distance(name, key))!;
        return Distance(near, key) <= Math.Max(1, key.Length / 4) ? $". Did you mean {path}{near}?" : "; docs/configuration.md lists those that there are.";
    }

    private static int Distance(string one, string other) => Spelling.Distance(one.ToUpperInvariant(), other.ToUpperInvariant());
}
