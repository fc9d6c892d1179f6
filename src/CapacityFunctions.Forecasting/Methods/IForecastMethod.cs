using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>
/// A way to forecast one series. Instances are immutable and shared between threads.
/// A method that learns over many series is trained elsewhere and arrives here as an instance that holds what it learned:
/// <see cref="Fit"/> then only conditions it on one series.
/// </summary>
public interface IForecastMethod
{
    /// <summary>Name of the method in files, reports and options, for example <c>ets</c>.</summary>
    string Name { get; }

    /// <summary>Whether models take the regressors of their requests into account. False by default.</summary>
    bool UsesRegressors => false;

    /// <summary>Whether the method was trained over many series before. False by default.</summary>
    bool IsLearned => false;

    /// <summary>Whether the method was told the external inputs itself, and must see usage with their effect. False by default.</summary>
    bool SeesInputs => false;

    /// <summary>Expected CPU time of <see cref="Fit"/> on an ordinary core, for the training budget: an estimate, so that the choice stays deterministic.</summary>
    TimeSpan EstimateCost(FitRequest request);

    /// <summary>Fits the series; null when the method can't say anything sensible about it (too short, no season, …).</summary>
    IFittedModel? Fit(FitRequest request);

    /// <summary>Restores what <see cref="IFittedModel.Write"/> of this method wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    IFittedModel Restore(StateReader reader);
}
