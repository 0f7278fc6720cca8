namespace Registry.Serving;

/// <summary>What a serving process does.</summary>
internal enum Role
{
    /// <summary>Answers and harvests.</summary>
    All,

    /// <summary>Answers only.</summary>
    Api,

    /// <summary>Harvests by the schedule only; answers its health.</summary>
    Harvest,
}
