using System.Globalization;
using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Benchmarks.Learned;

/// <summary>How much of the sets is used.</summary>
/// <param name="Horizon">How far ahead.</param>
/// <param name="Origins">Forecasts of each account.</param>
/// <param name="MostAccounts">Of each set.</param>
/// <param name="Filter">Part of the names of the sets to run; empty for all.</param>
internal sealed record LearnedSizes(HorizonSpec Horizon, int Origins, int MostAccounts, string Filter)
{
    public static LearnedSizes Full { get; } = new(HorizonSpec.OneDay, Origins: 5, MostAccounts: 100, string.Empty);

    public static LearnedSizes Smoke { get; } = new(HorizonSpec.OneDay, Origins: 1, MostAccounts: 12, "pools");

    /// <summary>Null for options that can't be read.</summary>
    public static LearnedSizes? Parse(IReadOnlyList<string> options)
    {
        LearnedSizes sizes = Full;
        for (int i = 0; i + 1 < options.Count; i += 2)
        {
            bool isNumber = int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
            LearnedSizes? changed = options[i] switch
            {
                "--filter" => sizes with { Filter = options[i + 1] },
                "--horizon" when isNumber => sizes with { Horizon = number == HorizonSpec.OneWeek.Steps ? HorizonSpec.OneWeek : HorizonSpec.For(TimeSpan.FromHours(1), number) },
                "--origins" when isNumber => sizes with { Origins = number },
                "--accounts" when isNumber => sizes with { MostAccounts = number },
                _ => null,
            };
            if (changed is null)
            {
                return null;
            }

            sizes = changed;
        }

        return options.Count % 2 == 0 ? sizes : null;
    }
}
