using CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.MachineLearning;

/// <summary>The methods that stand on ML.NET, beside the statistical ones.</summary>
public static class MachineLearningMethods
{
    /// <summary>Every method there is: for a choice by name, and to read the state of any model.</summary>
    public static MethodCatalog Catalog { get; } = MethodCatalog.Default.With(new SsaMethod(isLong: false), new SsaMethod(isLong: true));

    /// <summary>The methods that an automatic choice tries.</summary>
    public static MethodCatalog Automatic => Catalog;
}
