namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>How usage that comes now and then is smoothed.</summary>
internal enum IntermittentForm
{
    /// <summary>Size ÷ interval, both smoothed when usage occurs (Croston 1972).</summary>
    Croston,

    /// <summary>Croston's rate × (1 − α/2), which takes out its bias (Syntetos &amp; Boylan 2005).</summary>
    SyntetosBoylan,

    /// <summary>Size × probability, the probability smoothed at every step, so that usage that ends is forgotten (Teunter, Syntetos &amp; Babai 2011).</summary>
    TeunterSyntetosBabai,
}
