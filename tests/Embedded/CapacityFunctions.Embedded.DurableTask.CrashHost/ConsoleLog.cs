using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost;

/// <summary>Writes warnings and worse to standard output, a message a line, for the test that started this process.</summary>
internal sealed class ConsoleLog : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It writes to the console only.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.WriteLine($"log: {formatter(state, exception)}");
        }
    }

    public void Dispose()
    {
    }
}
