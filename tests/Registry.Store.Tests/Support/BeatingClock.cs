namespace Registry.Store.Tests;

/// <summary>A clock that stands still until it is told to go on; then what waits for it happens.</summary>
sealed class BeatingClock : TimeProvider
{
    readonly List<Beat> beats = [];
    DateTimeOffset now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    /// <summary>Lets time go by and everything that recurs happen once.</summary>
    public void GoOn(TimeSpan time)
    {
        now += time;
        foreach (var beat in beats.ToArray())
            beat.Happen();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var beat = new Beat(this, callback, state);
        beats.Add(beat);
        return beat;
    }

    sealed class Beat(BeatingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Happen() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => clock.beats.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
