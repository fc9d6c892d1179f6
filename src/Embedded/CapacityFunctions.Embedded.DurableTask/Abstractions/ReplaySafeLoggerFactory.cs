using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Makes loggers that are silent during replay. Disposing it leaves the real factory alone.</summary>
internal sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context, ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ReplaySafeLogger(context, inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
    }
}
