using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CapacityFunctions.Embedded.Azurite;

/// <summary>The Node.js that runs Azurite.</summary>
internal static class NodeRuntime
{
    public const string Command = "node";

    /// <summary>Azurite 3.37 runs from this version on (it asks for 22, but does nothing that 20 can't).</summary>
    private const int OldestMajor = 20;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <exception cref="AzuriteException">It is missing, too old, or does not answer.</exception>
    public static async Task CheckAsync(string command, CancellationToken cancellationToken)
    {
        string version = await VersionAsync(command, cancellationToken);
        string major = version.TrimStart('v').Split('.')[0];
        if (int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < OldestMajor)
        {
            throw new AzuriteException($"Node.js {version} is too old to run Azurite: install version {OldestMajor} or later.");
        }
    }

    private static async Task<string> VersionAsync(string command, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        ProcessStartInfo start = new(command, ["--version"]) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new AzuriteException($"Node.js could not be started (`{command}`).");
        }
        catch (Win32Exception missing)
        {
            throw new AzuriteException(
                $"Node.js {OldestMajor} or later is needed to run Azurite, and `{command}` was not found on the PATH.", missing);
        }

        using (process)
        {
            try
            {
                string version = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return version.Trim();
            }
            catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                throw new AzuriteException($"`{command} --version` did not answer within {AnswerLimit.TotalSeconds} s.", silent);
            }
        }
    }
}
