namespace CapacityFunctions.Benchmarks.Regressors;

/// <summary>One public set with inputs, and how much of it is used.</summary>
/// <param name="Stem">Files <c>Stem.csv.gz</c> and <c>Stem_regressors.csv.gz</c>.</param>
/// <param name="Step">Step of the grid.</param>
/// <param name="Horizon">Steps ahead.</param>
/// <param name="History">Steps a model is trained on, at most.</param>
/// <param name="Accounts">At most so many, evenly picked.</param>
/// <param name="Origins">Forecasts an account, evenly spread over what follows the first history.</param>
internal sealed record RegressorSet(string Stem, TimeSpan Step, int Horizon, int History, int Accounts, int Origins)
{
    private const int HalfYear = 26 * 168;

    public static IReadOnlyList<RegressorSet> All { get; } =
    [
        new("bike_dc_2011_2012_1h", TimeSpan.FromHours(1), 24, HalfYear, 2, 12),
        new("vic_elec_2012_2014_1h", TimeSpan.FromHours(1), 24, HalfYear, 1, 24),
        new("pedestrian_melbourne_2014_1h", TimeSpan.FromHours(1), 24, HalfYear, 6, 6),
        new("orange_juice_weekly", TimeSpan.FromDays(7), 4, 121, 40, 3),
    ];
}
