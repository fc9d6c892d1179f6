using CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.MachineLearning;

/// <summary>The methods that stand on ML.NET, beside the statistical ones.</summary>
public static class MachineLearningMethods
{
    /// <summary>Every method there is: what app and command choose from, and read the state of any model by.</summary>
    public static MethodCatalog Catalog { get; } = MethodCatalog.Default.With(new SsaMethod());
}
