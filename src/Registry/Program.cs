using System.Runtime.InteropServices;
using Registry;

using var stop = new CancellationTokenSource();

// The first signal asks the work under way to end at once with the last release whole.
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

return await CommandLine.Run(args, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
