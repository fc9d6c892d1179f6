using System.Reflection;
using CapacityFunctions.Azure;
using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Tests;

/// <summary>Dependencies point one way, and the thinking does no I/O.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Planning = typeof(Cycle).Assembly;
    private static readonly Assembly Forecasting = typeof(WorkloadPredictionEngine).Assembly;
    private static readonly Assembly MachineLearning = typeof(MachineLearningMethods).Assembly;
    private static readonly Assembly Providers = typeof(ICapacityProvider).Assembly;
    private static readonly Assembly Azure = typeof(AzureServiceCollectionExtensions).Assembly;
    private static readonly Assembly Storage = typeof(CycleStore).Assembly;
    private static readonly Assembly App = typeof(CycleOrchestrator).Assembly;

    public static TheoryData<string> PureAssemblies => [Planning.GetName().Name!, Forecasting.GetName().Name!];

    [Theory]
    [MemberData(nameof(PureAssemblies))]
    public void PureLibrary_DependsOnNothingOfOurs(string name)
    {
        IEnumerable<string> ours = Assembly.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("CapacityFunctions", StringComparison.Ordinal));

        Assert.Empty(ours);
    }

    [Theory]
    [MemberData(nameof(PureAssemblies))]
    public void PureLibrary_ReferencesNoIo(string name)
    {
        string[] io = ["System.Net", "Azure", "System.Data", "System.IO.Pipes", "Microsoft.Extensions", "Microsoft.AspNetCore"];

        IEnumerable<string> references = Assembly.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => io.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(references);
    }

    [Theory]
    [MemberData(nameof(PureAssemblies))]
    public void PureLibrary_KnowsNoTask(string name)
    {
        IEnumerable<string> asynchronous = Assembly.Load(name).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || IsValueTask(method.ReturnType))
            .Select(method => $"{method.DeclaringType}.{method.Name}");

        Assert.Empty(asynchronous);
    }

    /// <summary>Whoever holds capacity is asked through one contract, which knows neither storage nor the cloud.</summary>
    [Fact]
    public void StorageAndAzure_DependOnPlanningAndTheContractOfProvidersOnly()
    {
        Assert.Equal([Planning.GetName().Name!, Providers.GetName().Name!], References(Storage), StringComparer.Ordinal);
        Assert.Equal([Planning.GetName().Name!, Providers.GetName().Name!], References(Azure), StringComparer.Ordinal);
        Assert.Equal([Planning.GetName().Name!], References(Providers), StringComparer.Ordinal);
    }

    /// <summary>
    /// The methods on ML.NET depend on the pure library, which knows nothing of them; of the embedded runtime they see the time series,
    /// and that only under the real package's namespaces.
    /// </summary>
    [Fact]
    public void MachineLearning_DependsOnForecastingAndOnTheTimeSeriesOfMlNet()
    {
        IEnumerable<string> ours = MachineLearning.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("CapacityFunctions", StringComparison.Ordinal));

        Assert.Equal(
            ["CapacityFunctions.Embedded.MachineLearning.TimeSeries", Forecasting.GetName().Name!],
            ours.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.DoesNotContain(
            Assembly.Load("CapacityFunctions.Embedded.MachineLearning.TimeSeries").GetExportedTypes(),
            type => !type.Namespace!.StartsWith("Microsoft.ML", StringComparison.Ordinal));
    }

    [Fact]
    public void EmbeddedTimeSeries_DependsOnNothingOfOurs() =>
        Assert.DoesNotContain(
            Assembly.Load("CapacityFunctions.Embedded.MachineLearning.TimeSeries").GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("CapacityFunctions", StringComparison.Ordinal));

    [Fact]
    public void App_UsesNothingOfTheEmbeddedRuntimeButTheRealNamespaces()
    {
        IEnumerable<string> embedded = App.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(field => field.FieldType)
                .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
                .Concat(type.GetMethods(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))))
            .Select(type => type.Namespace ?? string.Empty)
            .Where(name => name.StartsWith("CapacityFunctions.Embedded", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(embedded);
    }

    /// <summary>The real worker binds an orchestrator's input only when its declared type is the exact runtime type.</summary>
    [Fact]
    public void Orchestrators_TakeConcreteInputs()
    {
        ParameterInfo[] inputs =
        [
            .. Functions()
                .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(TaskOrchestrationContext)))
                .SelectMany(method => method.GetParameters())
                .Where(parameter => parameter.ParameterType != typeof(TaskOrchestrationContext)),
        ];

        Assert.NotEmpty(inputs);
        Assert.All(inputs, input =>
        {
            Assert.False(input.ParameterType.IsInterface || input.ParameterType.IsAbstract, $"{input.Member.DeclaringType}: {input}");
            Assert.Null(Nullable.GetUnderlyingType(input.ParameterType));
        });
    }

    /// <summary>DURABLE0007: an orchestrator takes no cancellation token.</summary>
    [Fact]
    public void Orchestrators_TakeNoCancellationToken() =>
        Assert.All(
            Functions().Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(TaskOrchestrationContext))),
            method => Assert.DoesNotContain(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken)));

    [Fact]
    public void Functions_HaveUniqueNames()
    {
        string[] names = [.. Functions().Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)];

        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(reference => reference.StartsWith("CapacityFunctions", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<MethodInfo> Functions() => App.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    private static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
