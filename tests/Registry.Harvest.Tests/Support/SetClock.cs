namespace Registry.Harvest.Tests.Support;

/// <summary>A clock that stands at the moment that a test sets.</summary>
sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
