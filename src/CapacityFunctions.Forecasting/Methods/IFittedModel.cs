using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>A method fitted to one series. Immutable: <see cref="Update"/> returns the advanced model.</summary>
public interface IFittedModel
{
    /// <summary>What was chosen inside the method, for people: <c>ETS(A,Ad,A)</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Advances the state over the steps that follow the last one seen, parameters unchanged.
    /// A missing step advances the state by its own forecast.
    /// </summary>
    IFittedModel Update(ObservationBlock block);

    /// <summary>Forecasts the steps after the last one seen.</summary>
    MethodForecast Forecast(ForecastRequest request);

    /// <summary>Writes a version byte and the state; <see cref="IForecastMethod.Restore"/> reads it.</summary>
    void Write(StateWriter writer);
}
