using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>What the report says of one signal of a series.</summary>
/// <param name="Name">Name of the signal.</param>
/// <param name="Kept">Whether the model uses it.</param>
/// <param name="LagSteps">Delay in steps at which it was tried.</param>
/// <param name="LossWith">Scaled pinball loss of a quick method at rolling origins with it; null when it couldn't be tried.</param>
/// <param name="LossWithout">The same without it.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record InputReport(string Name, bool Kept, int LagSteps, double? LossWith, double? LossWithout, string Reason)
{
    public static InputReport Of(InputUse use) =>
        new(use.Name, use.IsKept, use.LagSteps, Known(use.LossWith), Known(use.LossWithout), use.Reason);

    /// <summary>JSON has no NaN.</summary>
    private static double? Known(double loss) => double.IsFinite(loss) ? loss : null;
}
