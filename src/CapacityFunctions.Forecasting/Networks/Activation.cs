namespace CapacityFunctions.Forecasting.Networks;

/// <summary>What a dense layer does with its sums.</summary>
internal enum Activation
{
    None,

    /// <summary>x·sigmoid(x) (Elfwing, Uchibe &amp; Doya 2018).</summary>
    Silu,
}
