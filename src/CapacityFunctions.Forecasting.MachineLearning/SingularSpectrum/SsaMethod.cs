using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>
/// Singular spectrum analysis (Golyandina &amp; Zhigljavsky 2013) through ML.NET's <c>ForecastBySsa</c>. Window and rank are found: the
/// window from the seasons and the length of the history, the rank by ML.NET's own search.
/// </summary>
internal sealed class SsaMethod : IForecastMethod
{
    public string Name => "ssa";

    public TimeSpan EstimateCost(FitRequest request)
    {
        double window = SsaWindow.Of(request);
        double length = SsaWindow.TrainingLength(request.History.Length, (int)window);

        // ML.NET's views and engine; eigenvectors of the window's covariance; one reconstruction of the history for every rank. See the README.
        return TimeSpan.FromMilliseconds(15 + (3e-6 * window * window * window) + (5e-7 * window * window * length));
    }

    public IFittedModel? Fit(FitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int window = SsaWindow.Of(request);
        if (window < SsaWindow.Shortest)
        {
            return null;
        }

        ReadOnlySpan<double> history = request.History.Span;
        int length = SsaWindow.TrainingLength(history.Length, window);
        return SsaTraining.Of(history[^length..], window) is { } training ? new SsaFittedModel(new SsaWalk(training), []) : null;
    }

    public IFittedModel Restore(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return SsaFittedModel.Read(reader);
    }
}
