namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>What the system is doing when it is killed.</summary>
internal enum KillMoment
{
    /// <summary>Anything that an ordinary cycle does, from its order over HTTP to its end.</summary>
    Cycle,

    /// <summary>Reservation requests are being carried out.</summary>
    Applying,

    /// <summary>A cycle with an account whose models have to be trained first.</summary>
    Training,

    /// <summary>Accounts and weeks of usage are being sent.</summary>
    Seeding,

    /// <summary>The process after a kill is starting and resuming what its predecessor left: killed again.</summary>
    Recovering,
}
