using System.Runtime.InteropServices;
using System.Text;
using CapacityFunctions.Cli.CommandLine;

// UTF-8 whatever the terminal's code page, and LF on every system: output is compared byte by byte.
using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
using StreamWriter error = new(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await CapacityCommand.RunAsync(
    args,
    new CliContext { Output = output, Error = error, OutputIsTerminal = !Console.IsOutputRedirected },
    stop.Token);

// The first signal asks the verb to stop; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
