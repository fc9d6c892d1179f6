namespace CapacityFunctions.Cli.Tests.Backtests;

/// <summary>The measures of the contract, computed anew from the rows of the CSV and the usage before each origin.</summary>
internal sealed record ExpectedMeasures(double Mase, double Smape, double ScaledPinball, double Msis90, double Coverage90)
{
    private static readonly decimal[] Levels = [10, 20, 30, 40, 50, 60, 70, 80, 90];

    /// <summary>Means over the steps of an origin, then over origins, which are as many for each account.</summary>
    public static ExpectedMeasures Of(IEnumerable<BacktestRow> rows, int period)
    {
        ExpectedMeasures[] origins = [.. rows.GroupBy(row => (row.Account, row.Origin)).Select(origin => OfOrigin([.. origin], period))];
        return new ExpectedMeasures(
            origins.Average(origin => origin.Mase),
            origins.Average(origin => origin.Smape),
            origins.Average(origin => origin.ScaledPinball),
            origins.Average(origin => origin.Msis90),
            origins.Average(origin => origin.Coverage90));
    }

    private static ExpectedMeasures OfOrigin(BacktestRow[] rows, int period)
    {
        int account = rows[0].Account[^1] - '0';
        int length = (int)(rows[0].Origin - BacktestUsage.Hour(0)).TotalHours;
        double scale = Enumerable.Range(period, length - period).Average(hour => Math.Abs(
            BacktestUsage.Value(account, BacktestUsage.Hour(hour)) - BacktestUsage.Value(account, BacktestUsage.Hour(hour - period))));
        return new ExpectedMeasures(
            rows.Average(row => Math.Abs(row.Actual - row.Mean)) / scale,
            rows.Average(row => 200 * Math.Abs(row.Actual - row.Mean) / (Math.Abs(row.Actual) + Math.Abs(row.Mean))),
            rows.Average(Pinball) / scale,
            rows.Average(row =>
                row.Upper(90) - row.Lower(90) + (20 * (Math.Max(0, row.Lower(90) - row.Actual) + Math.Max(0, row.Actual - row.Upper(90))))) / scale,
            rows.Average(row => row.Lower(90) <= row.Actual && row.Actual <= row.Upper(90) ? 1.0 : 0));
    }

    /// <summary>Quantiles 0.05 to 0.45 are lower bounds, 0.55 to 0.95 upper ones, 0.5 the middle of an all but empty interval.</summary>
    private static double Pinball(BacktestRow row)
    {
        double sum = Loss(row.Actual, (row.Lower(0.001m) + row.Upper(0.001m)) / 2, 0.5);
        foreach (decimal level in Levels)
        {
            double tail = (double)(100 - level) / 200;
            sum += Loss(row.Actual, row.Lower(level), tail) + Loss(row.Actual, row.Upper(level), 1 - tail);
        }

        return sum / 19;
    }

    private static double Loss(double actual, double quantile, double probability) =>
        Math.Max(probability * (actual - quantile), (probability - 1) * (actual - quantile));
}
