using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting;

/// <summary>One method inside a trained model.</summary>
/// <param name="Method">What was fitted.</param>
/// <param name="Weight">Share in the forecast, the weights of a model sum to 1.</param>
/// <param name="Model">The fitted state.</param>
internal sealed record ModelMember(IForecastMethod Method, double Weight, IFittedModel Model);
