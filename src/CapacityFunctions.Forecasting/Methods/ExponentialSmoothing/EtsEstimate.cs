namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <param name="Form">The form fitted.</param>
/// <param name="Parameters">Maximum-likelihood smoothing parameters.</param>
/// <param name="FinalState">State after the last observation.</param>
/// <param name="Variance">Σe² ÷ (n − free parameters), of relative errors for multiplicative forms.</param>
/// <param name="LogLikelihood">Without the constants that R's <c>ets</c> leaves out too.</param>
/// <param name="CorrectedAic">Corrected Akaike criterion; infinite where the history is too short for the form.</param>
internal sealed record EtsEstimate(
    EtsForm Form,
    EtsParameters Parameters,
    EtsState FinalState,
    double Variance,
    double LogLikelihood,
    double CorrectedAic);
