using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>Paired comparison with seasonal naive by scaled pinball loss.</summary>
/// <param name="Wins">Pairs in which the model's loss was lower.</param>
/// <param name="Losses">Pairs in which it was higher.</param>
/// <param name="Ties">Pairs without a difference.</param>
/// <param name="PValue">Of the exact two-sided sign test.</param>
internal sealed record SignTestReport(int Wins, int Losses, int Ties, double PValue)
{
    public static SignTestReport Of(SignTest test) => new(test.Wins, test.Losses, test.Ties, test.PValue);
}
