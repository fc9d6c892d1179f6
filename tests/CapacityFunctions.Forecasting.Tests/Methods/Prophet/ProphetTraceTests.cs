using System.Globalization;
using System.Text.Json;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Prophet;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

/// <summary>Against R's <c>prophet</c> 1.0 on public series (days without observations, months, hours), where CAPACITY_DATA names their folder.</summary>
public class ProphetTraceTests
{
    // The best any search could do is the same maximum; R stops short of it. 1 % of the range is what a person could see in a chart.
    private const double ShareOfRange = 0.01;

    [Theory]
    [InlineData("peyton_manning_daily_default")]
    [InlineData("nasa_hourly_daily_weekly_90")]
    [InlineData("retail_sales_default")]
    public void Fit_PublicSeries_MeanAndComponentsAreThoseOfR(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("CAPACITY_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "CAPACITY_DATA, the folder of real traces, is not set.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "prophet-reference.json")));
        JsonElement expected = document.RootElement.GetProperty("cases").GetProperty(name);
        double[] history = Numbers(expected.GetProperty("y"));
        double[] days = Days(expected.GetProperty("ds"));
        ProphetOptions options = new() { Seasonalities = Seasonalities(expected.GetProperty("settings")), CorrectsRecentErrors = false };

        ProphetModel model = ProphetFitter.Fit(
            options, ProphetTerms.Of(options, new FitRequest(history, []), 1), days, history, regressors: null, stepDays: 1);

        double tolerance = ShareOfRange * (history.Max() - history.Min());
        AssertSame(expected.GetProperty("forecast"), model, tolerance);
        AssertSame(expected.GetProperty("in_sample_head"), model, tolerance);
    }

    private static void AssertSame(JsonElement expected, ProphetModel model, double tolerance)
    {
        double[] days = Days(expected.GetProperty("ds"));
        AssertClose(
            Numbers(expected.GetProperty("yhat")), Array.ConvertAll(model.Parts.Evaluate(days, null).Mean, model.Parts.Scale.ToUsage), tolerance);
        AssertClose(Numbers(expected.GetProperty("trend")), model.Parts.TrendAt(days), tolerance);
        for (int term = 0; term < model.Parts.Terms.Length; term++)
        {
            AssertClose(Numbers(expected.GetProperty(model.Parts.Terms[term].Name)), model.Parts.TermAt(term, days, null), tolerance);
        }
    }

    private static ProphetSeasonality[] Seasonalities(JsonElement settings) =>
        [.. settings.GetProperty("seasonalities").EnumerateObject().Select(season => new ProphetSeasonality(
            season.Name,
            TimeSpan.FromDays(season.Value.GetProperty("period").GetDouble()),
            season.Value.GetProperty("fourier_order").GetInt32()))];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static double[] Days(JsonElement array) =>
        [.. array.EnumerateArray().Select(value => (DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalDays)];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
