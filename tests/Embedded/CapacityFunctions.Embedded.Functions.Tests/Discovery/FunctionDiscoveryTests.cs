using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Tests.Discovery;

public sealed class FunctionDiscoveryTests
{
    [Theory]
    [InlineData(typeof(TwoOfOneName), "Two functions have the name 'twice'")]
    [InlineData(typeof(TwoTriggers), "Function 'Both' (CapacityFunctions.Embedded.Functions.Tests.Discovery.FunctionDiscoveryTests+TwoTriggers.Run) can't be used: it has 2 triggers and needs exactly one.")]
    [InlineData(typeof(NoTrigger), "has 0 triggers")]
    [InlineData(typeof(AsyncVoid), "async void")]
    [InlineData(typeof(LateValue), "ValueTask")]
    [InlineData(typeof(ActionResultOfValue), "Azure does not execute an ActionResult<T>")]
    [InlineData(typeof(UnboundParameter), "Function 'Unbound': parameter 'stream' of type System.IO.Stream can't be bound")]
    [InlineData(typeof(InterfaceInput), "the orchestrator's input would be null in Azure")]
    [InlineData(typeof(NullableInput), "the orchestrator's input would be null in Azure")]
    [InlineData(typeof(AbstractInput), "the orchestrator's input would be null in Azure")]
    [InlineData(typeof(WrongTimerParameter), "a [TimerTrigger] must be a TimerInfo")]
    [InlineData(typeof(WrongSchedule), "TimerTriggerAttribute of function 'Cron': 'hourly' is not a schedule")]
    [InlineData(typeof(MissingSetting), "HttpTriggerAttribute of function 'Routed' refers to the setting 'NoSuchSetting', which is not set.")]
    [InlineData(typeof(UserLevel), "the level User is not supported")]
    [InlineData(typeof(SharedTaskName), "Functions 'One' and 'Other' are both called by the name 'Same'.")]
    [InlineData(typeof(NoConstructor), "has no public constructor")]
    [InlineData(typeof(NamedHost), "and not 'host'")]
    [InlineData(typeof(NameWithADot), "its name must be a letter")]
    [InlineData(typeof(ReservedRoute), "HttpTriggerAttribute of function 'Owner': the route 'Admin/owner' begins with 'admin'")]
    [InlineData(typeof(ServiceParameter), "parameter 'time' of type System.TimeProvider can't be bound: only text")]
    public void Discover_UnusableFunction_IsRefusedByName(Type type, string expected)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(() => Discover(type));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_ConcreteInputs_AreAccepted()
    {
        FunctionCatalog catalog = Discover(typeof(GoodInputs));

        Assert.Equal(["FromArray", "FromList", "FromNumber"], catalog.Functions.Select(function => function.Name), StringComparer.Ordinal);
        Assert.True(catalog.NeedsDurableTask);
    }

    private static FunctionCatalog Discover(Type type)
    {
        AppSettings appSettings = new(new ConfigurationManager());
        SettingReferences settings = new(appSettings);
        return new FunctionDiscovery(appSettings, settings, HostJson.Read(appSettings, settings), TimeZoneInfo.Utc).Discover([type]);
    }

    // These are not public at the top, so the test app does not see them.
    internal static class TwoOfOneName
    {
        [Function("Twice")]
        public static void One([HttpTrigger] HttpRequest request) => _ = request;

        [Function("twice")]
        public static void Other([HttpTrigger(Route = "other")] HttpRequest request) => _ = request;
    }

    internal static class TwoTriggers
    {
        [Function("Both")]
        public static void Run([HttpTrigger] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = (request, timer);
    }

    internal static class NoTrigger
    {
        [Function("None")]
        public static void Run(HttpRequest request) => _ = request;
    }

    internal static class AsyncVoid
    {
        [Function("Void")]
        public static async void Run([HttpTrigger] HttpRequest request)
        {
            _ = request;
            await Task.Yield();
        }
    }

    internal static class LateValue
    {
        [Function("Late")]
        public static ValueTask Run([HttpTrigger] HttpRequest request) => new(Task.FromResult(request));
    }

    internal static class ActionResultOfValue
    {
        [Function("Typed")]
        public static Task<ActionResult<string>> Run([HttpTrigger] HttpRequest request) => Task.FromResult<ActionResult<string>>(request.Method);
    }

    internal static class UnboundParameter
    {
        [Function("Unbound")]
        public static void Run([HttpTrigger] HttpRequest request, Stream stream) => _ = (request, stream);
    }

    internal static class InterfaceInput
    {
        [Function("Orchestrator")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, IReadOnlyList<string> input) => Task.FromResult((context, input));
    }

    internal static class NullableInput
    {
        [Function("Orchestrator")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, int? input) => Task.FromResult((context, input));
    }

    internal static class AbstractInput
    {
        [Function("Orchestrator")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, Stream input) => Task.FromResult((context, input));
    }

    internal static class WrongTimerParameter
    {
        [Function("Timer")]
        public static void Run([TimerTrigger("0 * * * * *")] string timer) => _ = timer;
    }

    internal static class WrongSchedule
    {
        [Function("Cron")]
        public static void Run([TimerTrigger("hourly")] TimerInfo timer) => _ = timer;
    }

    internal static class MissingSetting
    {
        [Function("Routed")]
        public static void Run([HttpTrigger(Route = "%NoSuchSetting%")] HttpRequest request) => _ = request;
    }

    internal static class UserLevel
    {
        [Function("User")]
        public static void Run([HttpTrigger(AuthorizationLevel.User)] HttpRequest request) => _ = request;
    }

    internal static class SharedTaskName
    {
        [Function("One")]
        public static string One([ActivityTrigger(Activity = "Same")] string input) => input;

        [Function("Other")]
        public static string Other([ActivityTrigger(Activity = "same")] string input) => input;
    }

    internal sealed class NoConstructor
    {
        private NoConstructor()
        {
        }

        [Function("Instance")]
        public string Run([ActivityTrigger] string input) => $"{input}{GetHashCode()}";
    }

    internal static class NamedHost
    {
        [Function("Host")]
        public static void Run([HttpTrigger] HttpRequest request) => _ = request;
    }

    internal static class NameWithADot
    {
        [Function("a.b")]
        public static void Run([HttpTrigger] HttpRequest request) => _ = request;
    }

    internal static class ReservedRoute
    {
        [Function("Owner")]
        public static void Run([HttpTrigger(Route = "/Admin/owner")] HttpRequest request) => _ = request;
    }

    internal static class ServiceParameter
    {
        [Function("Service")]
        public static void Run([HttpTrigger] HttpRequest request, TimeProvider time) => _ = (request, time);
    }

    internal static class GoodInputs
    {
        [Function("FromList")]
        public static Task<int> FromList([OrchestrationTrigger] TaskOrchestrationContext context, List<string> input) =>
            Task.FromResult(context.InstanceId.Length + input.Count);

        [Function("FromArray")]
        public static Task<int> FromArray([OrchestrationTrigger] TaskOrchestrationContext context, string[] input) =>
            Task.FromResult(context.InstanceId.Length + input.Length);

        [Function("FromNumber")]
        public static Task<int> FromNumber([OrchestrationTrigger] TaskOrchestrationContext context, int input) =>
            Task.FromResult(context.InstanceId.Length + input);
    }
}
