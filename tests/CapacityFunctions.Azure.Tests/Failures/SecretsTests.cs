using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Azure.Tests.Failures;

/// <summary>What is secret stays out of failures and logs, even when a service says it back.</summary>
public sealed class SecretsTests : ControlPlaneTest
{
    private static readonly string Token = TestCredential.TokenFor("https://management.azure.com/.default");

    [Fact]
    public async Task Set_ServiceSaysTheTokenBack_IsInNeitherFailureNorLog()
    {
        ConcurrentQueue<string> lines = new();
        Loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Lines(lines)));
        using AzureEventSourceListener listener = new((_, text) => lines.Enqueue(text), EventLevel.Verbose);
        World.Disturb = call => call.Behaviour.Method == "PUT" && call.Route.Groups["r"].Success
            ? Reply.Error(403, "AuthorizationFailed", $"Bearer {Token} may not write, see https://example.com/help?sig=abc&code=xyz#Parameters/secret.")
            : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 3)).Failure;

        Assert.Equal("Bearer *** may not write, see https://example.com/help", failure.Message);
        Assert.Contains(lines, line => line.Contains("AuthorizationFailed", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("capacityReservations", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("sEcReT", StringComparison.Ordinal) || line.Contains(Token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer abc.def", "Bearer ***")]
    [InlineData("token=abc;x", "token=***")]
    [InlineData("got eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln back", "got *** back")]
    [InlineData("see http://aka.ms/allocation-guidance", "see http://aka.ms/allocation-guidance")]
    [InlineData("a \r\n\t b", "a b")]
    public void Of_Text_IsClean(string text, string expected) => Assert.Equal(expected, SafeText.Of(text));

    [Fact]
    public void Of_LongText_IsCut() => Assert.Equal(501, SafeText.Of(new string('x', 2000)).Length);

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
