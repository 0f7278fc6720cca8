using Quartz;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>Turns the store to the new day: recognitions whose term has ended are EXPIRED.</summary>
[DisallowConcurrentExecution]
internal sealed partial class DayJob(Database store, ILogger<DayJob> logger) : IJob
{
    /// <summary>The name of the job and of its trigger; no source is called so.</summary>
    public const string Name = "the day";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var ended = store.TurnDay(cancellationToken);
            Log.Turned(logger, ended);
        }
        catch (StoreException fault)
        {
            Log.NotTurned(logger, fault.Message);
        }

        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A new day: the term of {Ended} recognitions has ended.")]
        public static partial void Turned(ILogger logger, int ended);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not turn to the new day; the next publication does. {Reason}")]
        public static partial void NotTurned(ILogger logger, string reason);
    }
}
