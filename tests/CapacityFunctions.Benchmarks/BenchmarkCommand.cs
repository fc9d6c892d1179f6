using CapacityFunctions.Benchmarks.Durable;
using CapacityFunctions.Benchmarks.Kernels;

namespace CapacityFunctions.Benchmarks;

/// <summary>The verbs of this program.</summary>
public static class BenchmarkCommand
{
    private const string Usage = """
        benchmarks durable [--smoke]              the embedded Durable engine on Azurite and in memory
        benchmarks kernels [--smoke] [--filter P] the forecasting kernels; P is a glob over Class.Method, for example *Ets*
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
            default:
                await errors.WriteLineAsync(Usage);
                return 2;
        }
    }
}
