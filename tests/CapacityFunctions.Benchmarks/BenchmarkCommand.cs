using CapacityFunctions.Benchmarks.Allocations;
using CapacityFunctions.Benchmarks.Durable;
using CapacityFunctions.Benchmarks.Groups;
using CapacityFunctions.Benchmarks.Kernels;
using CapacityFunctions.Benchmarks.Learned;
using CapacityFunctions.Benchmarks.Networks;
using CapacityFunctions.Benchmarks.Regressors;
using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Benchmarks;

/// <summary>The verbs of this program.</summary>
public static class BenchmarkCommand
{
    private const string Usage = """
        benchmarks durable [--smoke]              the embedded Durable engine on Azurite and in memory
        benchmarks kernels [--smoke] [--filter P] the forecasting kernels; P is a glob over Class.Method, for example *Ets*
        benchmarks regressors [--smoke] [--observed] [--filter PART]
                                                  forecasts with and without external inputs on the sets in CAPACITY_DATA;
                                                  --observed: their later values are not known; PART of a set's name
        benchmarks network [--smoke] [--window 168] [--units 48] [--layers 2] [--batch 64] [--steps 30]
                                                  training steps of the recurrent network on one and two threads
        benchmarks learned gain|cold-start|cost [--smoke] [--horizon 24] [--origins 5] [--accounts 100] [--filter PART]
                                                  forecasts with and without models learned over all accounts of the sets in
                                                  CAPACITY_DATA; accounts with two days of history; seconds, milliseconds and bytes
        benchmarks group [--smoke] [--filter PART]
                                                  coverage of the group's interval, and how much pooling saves, on the sets in
                                                  CAPACITY_DATA
        benchmarks allocate [--smoke]             the division of capacity: seconds and bytes at 100,000 accounts, what looking ahead is
                                                  worth to lenders, reversals in 200 cycles
        --smoke: the smallest sizes, once; shows that it runs and measures nothing
        """;

    /// <returns>0 when everything ran, 1 when something failed, 2 for unusable arguments.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);

        switch (arguments)
        {
            case ["durable"]:
                return await DurableSuite.RunAsync(DurableSizes.Full, output);
            case ["durable", "--smoke"]:
                return await DurableSuite.RunAsync(DurableSizes.Smoke, output);
            case ["kernels"]:
                return KernelSuite.Run("*", isSmoke: false, output);
            case ["kernels", "--smoke"]:
                return KernelSuite.Run("*", isSmoke: true, output);
            case ["kernels", "--filter", string filter]:
                return KernelSuite.Run(filter, isSmoke: false, output);
            case ["kernels", "--smoke", "--filter", string filter]:
                return KernelSuite.Run(filter, isSmoke: true, output);
            case ["network", "--smoke"]:
                return NetworkSuite.Run(NetworkSizes.Smoke, output);
            case ["network", ..] when NetworkSizes.Parse([.. arguments.Skip(1)]) is { } sizes:
                return NetworkSuite.Run(sizes, output);
            case ["learned", "gain" or "cold-start" or "cost", ..] when LearnedSizes.Parse([.. arguments.Skip(2).Where(option => option != "--smoke")]) is { } sizes:
                return await LearnedAsync(arguments[1], arguments.Contains("--smoke") ? LearnedSizes.Smoke : sizes, output, errors);
            case ["allocate"]:
                return AllocationSuite.Run(AllocationSizes.Full, output);
            case ["allocate", "--smoke"]:
                return AllocationSuite.Run(AllocationSizes.Smoke, output);
            case ["group"]:
                return await GroupAsync(string.Empty, isSmoke: false, output, errors);
            case ["group", "--smoke"]:
                return await GroupAsync("azure78 day, maximum", isSmoke: true, output, errors);
            case ["group", "--filter", string part]:
                return await GroupAsync(part, isSmoke: false, output, errors);
            case ["regressors", ..]:
                return await RegressorsAsync([.. arguments.Skip(1)], output, errors);
            default:
                await errors.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> LearnedAsync(string part, LearnedSizes sizes, TextWriter output, TextWriter errors)
    {
        if (Environment.GetEnvironmentVariable(LearnedSuite.FolderVariable) is not { Length: > 0 } folder)
        {
            await errors.WriteLineAsync($"{LearnedSuite.FolderVariable} must name the folder with the sets");
            return 2;
        }

        LearnedSuite suite = new(sizes, folder, output);
        switch (part)
        {
            case "gain":
                suite.RunGain();
                break;
            case "cold-start":
                suite.RunColdStart();
                break;
            default:
                suite.RunCost();
                break;
        }

        return 0;
    }

    private static async Task<int> GroupAsync(string filter, bool isSmoke, TextWriter output, TextWriter errors)
    {
        if (Environment.GetEnvironmentVariable(LearnedSuite.FolderVariable) is not { Length: > 0 } folder)
        {
            await errors.WriteLineAsync($"{LearnedSuite.FolderVariable} must name the folder with the sets");
            return 2;
        }

        return GroupSuite.Run(folder, filter, isSmoke ? 2 : int.MaxValue, isSmoke ? 3 : int.MaxValue, output);
    }

    private static async Task<int> RegressorsAsync(List<string> options, TextWriter output, TextWriter errors)
    {
        bool isSmoke = options.Remove("--smoke");
        bool isObserved = options.Remove("--observed");
        string filter = options is ["--filter", { } part] ? part : string.Empty;
        if (options is not [] and not ["--filter", _])
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        if (Environment.GetEnvironmentVariable(RegressorSuite.FolderVariable) is not { Length: > 0 } folder)
        {
            await errors.WriteLineAsync($"{RegressorSuite.FolderVariable} must name the folder with the sets");
            return 2;
        }

        return RegressorSuite.Run(folder, isObserved ? InputKnowledge.ObservedOnly : InputKnowledge.KnownAhead, isSmoke, filter, output);
    }
}
