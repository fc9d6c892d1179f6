using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Cli.Learning;

/// <summary>A model against seasonal naive on the time that it held back.</summary>
/// <param name="Loss">Scaled pinball loss, mean over origins and then over series; null when nothing could be judged.</param>
/// <param name="NaiveLoss">That of seasonal naive.</param>
/// <param name="Series">Series that could be judged.</param>
/// <param name="Origins">Forecasts that were judged.</param>
/// <param name="Wins">Series with a lower loss than seasonal naive's.</param>
/// <param name="Losses">Series with a higher one.</param>
/// <param name="Ties">Series without a difference.</param>
/// <param name="PValue">Of the exact two-sided sign test over series.</param>
/// <param name="IsBetter">The verdict.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record ContestEntry(
    double? Loss, double? NaiveLoss, int Series, int Origins, int Wins, int Losses, int Ties, double PValue, bool IsBetter, string Reason)
{
    public static ContestEntry Of(ContestResult result) => new(
        result.ChallengerLoss,
        result.NaiveLoss,
        result.Series,
        result.Origins,
        result.BySeries.Wins,
        result.BySeries.Losses,
        result.BySeries.Ties,
        result.BySeries.PValue,
        result.IsPromoted,
        result.Reason);
}
