using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Estimators;

public sealed class SsaForecastingEstimatorTests
{
    private static readonly MLContext Context = new(1);
    private static readonly float[] Values = Series.Seasonal(120, noise: 1);

    // Ranges and kinds of exception as in dotnet/machinelearning: AdaptiveSingularSpectrumSequenceModeler.cs (constructor), Contracts.cs.
    [Theory]
    [InlineData(1, 11, 60, 4, 1f, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 10, 60, 4, 1f, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 20, 4, 1f, null, typeof(InvalidOperationException))]
    [InlineData(10, 11, 60, -1, 1f, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 60, 4, 1.5f, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 60, 4, -0.5f, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 60, 4, float.NaN, null, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 60, 4, 1f, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(10, 11, 60, 4, 1f, 10, typeof(ArgumentOutOfRangeException))]
    public void Fit_ArgumentOutsideItsRange_Throws(
        int window, int seriesLength, int trainSize, int horizon, float discountFactor, int? rank, Type expected)
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa(
            "Forecast", "Value", window, seriesLength, trainSize, horizon, discountFactor: discountFactor, rankSelectionMethod: RankSelectionMethod.Fixed, rank: rank);

        Assert.Throws(expected, () => estimator.Fit(Series.View(Context, Values)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(12, -1)]
    public void Fit_ImpossibleGrowth_Throws(int timeSpan, double growth)
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa(
            "Forecast", "Value", 10, 11, 60, 4, maxGrowth: new GrowthRatio { TimeSpan = timeSpan, Growth = growth });

        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Series.View(Context, Values)));
    }

    [Fact]
    public void ForecastBySsa_NoName_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Forecasting.ForecastBySsa("", "Value", 10, 11, 60, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Forecasting.ForecastBySsa("Forecast", "", 10, 11, 60, 4));
        Assert.Throws<ArgumentNullException>(() => TimeSeriesCatalog.ForecastBySsa(null!, "Forecast", "Value", 10, 11, 60, 4));
    }

    [Fact]
    public void Fit_MissingOrOtherInputColumn_Throws()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa("Forecast", "Amount", 10, 11, 60, 4);
        IDataView wide = Context.Data.LoadFromEnumerable([new { Amount = 1.0 }]);

        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Series.View(Context, Values)));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(wide));
        Assert.Throws<ArgumentNullException>(() => estimator.Fit(null!));
    }

    [Fact]
    public void Fit_OneBoundOnly_Throws()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa("Forecast", "Value", 10, 11, 60, 4, confidenceLowerBoundColumn: "Lower");

        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Series.View(Context, Values)));
    }

    [Fact]
    public void Fit_LaterRows_ChangeNothing()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 60, 6);
        float[] changed = [.. Values[..60], .. Enumerable.Repeat(1000f, 60)];

        Assert.Equal(Predict(estimator, Values), Predict(estimator, changed));
    }

    [Fact]
    public void Fit_MissingValues_AreLeftOut()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 80, 6);
        float[] whole = Values[..70];
        float[] gaps = [.. whole[..20], float.NaN, float.NaN, .. whole[20..50], float.NaN, .. whole[50..]];

        Assert.Equal(Predict(estimator, whole), Predict(estimator, gaps));
    }

    /// <summary>Two windows of values are no basis: the real package warns and leaves its coefficients at zero.</summary>
    [Fact]
    public void Fit_TooFewValues_ForecastsZero()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 60, 3);

        Assert.Equal([0f, 0f, 0f], Predict(estimator, Values[..24]));
        Assert.NotEqual([0f, 0f, 0f], Predict(estimator, Values[..25]));
    }

    [Fact]
    public void GetOutputSchema_Shape_GainsVectorsOfSingle()
    {
        SsaForecastingEstimator estimator = Context.Forecasting.ForecastBySsa(
            "Forecast", "Value", 12, 13, 60, 6, confidenceLowerBoundColumn: "Lower", confidenceUpperBoundColumn: "Upper");
        SchemaShape input = Context.Transforms.CopyColumns("Copy", "Value").GetOutputSchema(Shape());

        SchemaShape shape = estimator.GetOutputSchema(input);

        Assert.Equal(["Copy", "Forecast", "Lower", "Upper", "Value"], shape.Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.All(
            shape.Where(column => column.Name is "Forecast" or "Lower" or "Upper"),
            column => Assert.True(column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType.Equals(NumberDataViewType.Single)));
    }

    [Fact]
    public void GetOutputSchema_MissingOrOtherInputColumn_Throws()
    {
        SsaForecastingEstimator missing = Context.Forecasting.ForecastBySsa("Forecast", "Amount", 12, 13, 60, 6);
        SsaForecastingEstimator wide = Context.Forecasting.ForecastBySsa("Forecast", "Wide", 12, 13, 60, 6);
        SchemaShape shape = Context.Transforms.Conversion.ConvertType("Wide", "Value", DataKind.Double).GetOutputSchema(Shape());

        Assert.Throws<ArgumentOutOfRangeException>(() => missing.GetOutputSchema(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => wide.GetOutputSchema(shape));
    }

    /// <summary>Only ML.NET makes the shape of a view, and keeps the way to itself.</summary>
    private static SchemaShape Shape() => (SchemaShape)typeof(SchemaShape)
        .GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static)!
        .Invoke(null, [Series.View(Context, Values).Schema])!;

    private static float[] Predict(SsaForecastingEstimator estimator, float[] values) =>
        estimator.Fit(Series.View(Context, values)).CreateTimeSeriesEngine<Observation, PlainForecast>(Context).Predict().Forecast;
}
