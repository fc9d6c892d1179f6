using System.Globalization;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting;

/// <param name="Confidence">How much to rely on the forecast.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record ConfidenceJudgement(Confidence Confidence, string Reason)
{
    private const int VeryFewOrigins = 4;
    private const int FewOrigins = 8;
    private const double ManyMissing = 0.25;

    public static ConfidenceJudgement Of(
        TimeSeries series, int knownCount, IReadOnlyList<int> periods, Choice choice, RowScore? naive)
    {
        int judged = choice.Rows.Count(row => row.TryGetError(0, out _));
        if (knownCount == 0)
        {
            return new(Confidence.Low, "nothing was observed yet");
        }

        if (judged < VeryFewOrigins)
        {
            return new(Confidence.Low, $"the history of {knownCount} observations is too short to check forecasts against it");
        }

        if (series.MissingShare > ManyMissing)
        {
            return new(Confidence.Low, string.Create(CultureInfo.InvariantCulture, $"{series.MissingShare:P0} of the history is missing"));
        }

        if (LevelShift.IsRecent(series, periods.Count > 0 ? periods[0] : 1))
        {
            return new(Confidence.Low, "the level changed recently, and little is known about the new one");
        }

        if (judged < FewOrigins)
        {
            return new(Confidence.Medium, $"only {judged} past forecasts could be checked");
        }

        double gain = naive is { Pinball: > 0 } reference ? choice.Score.Pinball / reference.Pinball : 1;
        return gain < 0.9 || choice.Score.Pinball == 0
            ? new(Confidence.High, string.Create(CultureInfo.InvariantCulture, $"loss {gain:0.00} times that of seasonal naive over {judged} past forecasts"))
            : new(Confidence.Medium, "no method is clearly better than repeating the past");
    }
}
