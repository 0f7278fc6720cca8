namespace Registry.Identity.Places;

/// <summary>A division as a list of divisions gives it.</summary>
/// <param name="Code">Its GB/T 2260 code.</param>
/// <param name="Name">Its full name: 荣昌区, 秀山土家族苗族自治县.</param>
/// <param name="Parent">The code above; null for a province or where the list does not say.</param>
public sealed record Division(string Code, string Name, string? Parent);
