using System.Globalization;
using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>
/// Compares a model that was just learned with the one in use, on the time that both held back: at several origins of each series, only where
/// both give a forecast, each loss scaled by the series' own seasonal naive so that every series weighs the same.
/// </summary>
/// <remarks>
/// A challenger is promoted when its mean loss is below the champion's and below seasonal naive's, and it doesn't lose on significantly more
/// series than it wins: a mean may be won on a few series alone. Without a champion it has to beat seasonal naive in the same way: a method that is
/// worse than the yardstick everywhere would only cost the selection of each series its time. No lead is asked for: the challenger has seen the
/// newer weeks, and every account's selection judges it once more. A champion that gives no forecast anywhere defends nothing.
/// </remarks>
public static class ModelContest
{
    /// <summary>Origins of one series, where its held-back time has as many.</summary>
    public const int MostOrigins = 6;

    /// <summary>Series of a larger panel, evenly spread over it: a contest has to fit into a function's time.</summary>
    public const int MostSeries = 100;

    private const double Significance = 0.05;

    /// <param name="panel">What the challenger was trained on, in full.</param>
    /// <param name="challenger">The new model.</param>
    /// <param name="champion">The model in use, of the same horizon; null when there is none.</param>
    /// <exception cref="ArgumentException">A model is for another horizon than the panel.</exception>
    public static ContestResult Run(SeriesPanel panel, ILearnedModel challenger, ILearnedModel? champion)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(challenger);
        RequireHorizon(panel, challenger, nameof(challenger));
        if (champion is not null)
        {
            RequireHorizon(panel, champion, nameof(champion));
            if (Judge(panel, challenger, champion) is { Series: > 0 } result)
            {
                return result;
            }
        }

        ContestResult alone = Judge(panel, challenger, champion: null);
        return champion is null ? alone : alone with { Reason = $"the champion forecasts nothing that could be compared; {alone.Reason}" };
    }

    private static ContestResult Judge(SeriesPanel panel, ILearnedModel challenger, ILearnedModel? champion)
    {
        List<OriginScore> mine = [];
        List<OriginScore> theirs = [];
        List<OriginScore> naive = [];
        int count = Math.Min(MostSeries, panel.Series.Count);
        for (int i = 0; i < count; i++)
        {
            int series = (int)((long)i * panel.Series.Count / count);
            SeriesContest contest = new(panel.Series[series], panel.Horizon, series);
            contest.Run(challenger, champion, mine, theirs, naive);
        }

        if (ModelAccuracy.Of(mine, champion is null ? naive : theirs) is not { } accuracy)
        {
            return new ContestResult(0, 0, null, null, null, SignTest.Of([]), IsPromoted: false, "no held-back outcome could be forecast");
        }

        double loss = LossOf(accuracy);
        double naiveLoss = LossOf(ModelAccuracy.Of(naive, naive)!);
        double? championLoss = champion is null ? null : LossOf(ModelAccuracy.Of(theirs, naive)!);
        (bool isPromoted, string reason) = Decide(loss, championLoss, naiveLoss, accuracy.BySeries);
        return new ContestResult(accuracy.Series, accuracy.Origins, loss, championLoss, naiveLoss, accuracy.BySeries, isPromoted, reason);
    }

    private static (bool IsPromoted, string Reason) Decide(double loss, double? championLoss, double naiveLoss, SignTest bySeries)
    {
        string rival = championLoss is null ? "seasonal naive" : "the champion";
        double rivalLoss = championLoss ?? naiveLoss;
        string losses = string.Create(CultureInfo.InvariantCulture, $"mean loss {loss:0.0000} against {rivalLoss:0.0000} of {rival}");
        string series = string.Create(
            CultureInfo.InvariantCulture, $"better on {bySeries.Wins} series and worse on {bySeries.Losses} (p = {bySeries.PValue:0.000})");
        if (!(loss < rivalLoss))
        {
            return (false, $"{losses}: not better; {series}");
        }

        if (!(loss < naiveLoss))
        {
            return (false, string.Create(CultureInfo.InvariantCulture, $"{losses}, but {naiveLoss:0.0000} of seasonal naive: not better; {series}"));
        }

        return bySeries.Losses > bySeries.Wins && bySeries.PValue < Significance
            ? (false, $"{losses}, but won on a few series alone: {series}")
            : (true, $"{losses}: better; {series}");
    }

    private static double LossOf(ModelAccuracy accuracy) => accuracy.Scaled!.Value.Pinball;

    private static void RequireHorizon(SeriesPanel panel, ILearnedModel model, string name)
    {
        if (model.Horizon != panel.Horizon)
        {
            throw new ArgumentException($"The model is for {model.Horizon.Steps} steps of {model.Horizon.Grid}, the panel for {panel.Horizon.Steps} of {panel.Horizon.Grid}.", name);
        }
    }
}
