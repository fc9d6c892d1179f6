using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// Trend with changepoints, Fourier seasons, holidays and regressors (Taylor &amp; Letham 2018, "Forecasting at scale"). With options of its
/// own it joins a catalog under a name of its own.
/// </summary>
public sealed class ProphetMethod : IForecastMethod
{
    private const int ShortestHistory = 3;

    private readonly ProphetOptions options;

    /// <param name="name">Name in the catalog.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">A prior scale, a range or the capacity is outside its bounds.</exception>
    public ProphetMethod(string name = "prophet", ProphetOptions? options = null)
    {
        Name = name;
        this.options = options ?? new ProphetOptions();
        ProphetValidation.Require(this.options);
    }

    public string Name { get; }

    public bool UsesRegressors => true;

    public TimeSpan EstimateCost(FitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int columns = 2 + options.ChangepointCount + (2 * request.Periods.Count * (options.DailyOrder + options.WeeklyOrder) / 2);
        return TimeSpan.FromMicroseconds(500 + (request.History.Length * columns * 0.07));
    }

    public IFittedModel? Fit(FitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.History.Length < ShortestHistory)
        {
            return null;
        }

        double stepDays = request.Step > TimeSpan.Zero ? request.Step.TotalDays : 1;
        double start = request.Step > TimeSpan.Zero ? (request.Start - DateTimeOffset.UnixEpoch).TotalDays : 0;
        double[] days = new double[request.History.Length];
        for (int i = 0; i < days.Length; i++)
        {
            days[i] = start + (i * stepDays);
        }

        IProphetTerm[] terms = ProphetTerms.Of(options, request, stepDays);
        return ProphetFitter.Fit(options, terms, days, request.History.Span, request.Regressors, stepDays);
    }

    public IFittedModel Restore(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ProphetModel.Read(reader);
    }
}
