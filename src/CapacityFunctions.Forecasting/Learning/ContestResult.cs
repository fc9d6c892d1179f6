using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>What a challenger was worth on the time that it and the champion held back, and whether it takes over.</summary>
/// <param name="Series">Series with at least one origin at which all were judged.</param>
/// <param name="Origins">Those origins, over all series.</param>
/// <param name="ChallengerLoss">
/// Mean pinball loss over the quantiles 0.05, 0.10, …, 0.95 in units of the in-sample error of seasonal naive, mean over origins and then over
/// series; null when nothing could be judged.
/// </param>
/// <param name="ChampionLoss">The champion's; null without one that could be judged at the same origins.</param>
/// <param name="NaiveLoss">That of seasonal naive.</param>
/// <param name="BySeries">Whose mean loss was lower, series by series: challenger against champion, or against seasonal naive without one.</param>
/// <param name="IsPromoted">Whether the challenger shall be used from now on.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record ContestResult(
    int Series,
    int Origins,
    double? ChallengerLoss,
    double? ChampionLoss,
    double? NaiveLoss,
    SignTest BySeries,
    bool IsPromoted,
    string Reason);
