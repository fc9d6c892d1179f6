namespace CapacityFunctions.Storage.Learning;

/// <summary>How a version did against the one in use, on what both held back.</summary>
/// <param name="Series">Series compared.</param>
/// <param name="Origins">Forecasts compared, over all series.</param>
/// <param name="Loss">Mean pinball loss in units of the in-sample error of seasonal naive; null when nothing could be compared.</param>
/// <param name="ChampionLoss">The same of the version that was in use; null without one.</param>
/// <param name="NaiveLoss">The same of seasonal naive.</param>
/// <param name="PValue">Two-sided sign test over series: the probability of so uneven a split if both were equally good.</param>
/// <param name="Champion">The version that was in use; null without one.</param>
/// <param name="IsPromoted">The verdict.</param>
/// <param name="Reason">The verdict in words.</param>
public sealed record LearnedMetrics(
    int Series, int Origins, double? Loss, double? ChampionLoss, double? NaiveLoss, double PValue, string? Champion, bool IsPromoted, string Reason);
