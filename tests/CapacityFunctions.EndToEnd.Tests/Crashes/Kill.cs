namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>One kill.</summary>
/// <param name="Moment">What the system is doing.</param>
/// <param name="Fraction">How far into that, as a share of the duration that was measured: 0 to 1.1, so that a few come after its end.</param>
internal sealed record Kill(KillMoment Moment, double Fraction);
