namespace CapacityFunctions.Forecasting.Networks;

/// <summary>What a dense layer does with its sums.</summary>
internal enum Activation
{
    None,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x·sigmoid(x) (Elfwing, Uchibe &amp; Doya 2018).</summary>
    Silu,
}
