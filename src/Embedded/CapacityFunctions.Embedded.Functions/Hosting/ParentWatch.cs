using CapacityFunctions.Embedded.Functions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Hosting;

/// <summary>With the setting EXIT_WITH_PARENT, a host whose standard input is a pipe stops when the other end closes, however its parent ended.</summary>
internal sealed class ParentWatch(AppSettings appSettings, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger) : IHostedService
{
    public const string Setting = "EXIT_WITH_PARENT";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected && appSettings.IsTrue(Setting))
        {
            // A read from a pipe can't be cancelled, so it gets a thread that does not keep the process alive.
            new Thread(StopAtEndOfInput) { IsBackground = true, Name = nameof(ParentWatch) }.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void StopAtEndOfInput()
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
            // What the parent writes means nothing.
        }

        HostLog.ParentGone(logger);
        lifetime.StopApplication();
    }
}
