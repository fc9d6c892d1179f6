using System.Reflection;
using System.Text.RegularExpressions;
using CapacityFunctions.Azure;
using CapacityFunctions.Cycles;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.Functions;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>Event ids are what queries and people look for: each has one meaning, and keeps it.</summary>
public sealed partial class LogMessageTests
{
    private static readonly Assembly App = typeof(CycleOrchestrator).Assembly;

    private static readonly (MethodInfo Method, LoggerMessageAttribute Message)[] Messages =
    [
        .. new[] { App, typeof(AzureServiceCollectionExtensions).Assembly, typeof(EmbeddedHost).Assembly, typeof(DurableTaskEngine).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Message: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Message is not null)
            .Select(found => (found.Method, found.Message!)),
    ];

    /// <summary>Those that alerts, the README or an operator's searches may name. A new message takes a new id; none of these changes its own.</summary>
    [Theory]
    [InlineData(1000, "TickCameLate")]
    [InlineData(1001, "CycleStarted")]
    [InlineData(1002, "CycleSkipped")]
    [InlineData(1003, "CycleAbandoned")]
    [InlineData(1004, "CycleEnded")]
    [InlineData(1005, "CycleFailed")]
    [InlineData(1006, "ForecastFellBack")]
    [InlineData(1007, "RequestRefused")]
    [InlineData(1008, "ModelTrained")]
    [InlineData(1009, "ModelUnreadable")]
    [InlineData(1010, "CapacityUnmet")]
    [InlineData(1301, "Refused")]
    [InlineData(1311, "Failed")]
    [InlineData(1321, "Unwritten")]
    public void EventId_OfAMessage_Stays(int id, string method) =>
        Assert.Equal(method, Assert.Single(Messages, message => message.Message.EventId == id).Method.Name);

    [Fact]
    public void EventIds_OverAllMessages_AreUnique()
    {
        IEnumerable<string> shared = Messages.GroupBy(message => message.Message.EventId)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(message => $"{message.Method.DeclaringType!.Name}.{message.Method.Name}"))}");

        Assert.True(Messages.Length > 50, $"Only {Messages.Length} messages were found.");
        Assert.Empty(shared);
    }

    [Fact]
    public void Messages_OfAFeature_StandInOneFile() => Assert.Empty(Messages
        .Where(message => !message.Method.DeclaringType!.Name.EndsWith("Log", StringComparison.Ordinal))
        .Select(message => $"{message.Method.DeclaringType}.{message.Method.Name}"));

    /// <summary>Names of keys are logged, keys never.</summary>
    [Fact]
    public void Messages_NamesOfTheirParameters_AskForNoSecret() => Assert.Empty(Messages
        .SelectMany(message => message.Method.GetParameters())
        .Where(parameter => Secret().IsMatch(parameter.Name!))
        .Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}({parameter.Name})"));

    [Fact]
    public void Sources_LogThroughMessagesOnly()
    {
        string[] free =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Where(file => FreeText().IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
        ];

        Assert.Empty(free);
    }

    [GeneratedRegex("key$|token|secret|password|connectionString|credential", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FreeText();
}
