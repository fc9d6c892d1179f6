namespace CapacityFunctions.Api.Access;

/// <summary>What a caller may do; each role includes those before it.</summary>
internal enum AccessRole
{
    /// <summary>Sees everything.</summary>
    Reader,

    /// <summary>Sends measurements and signals, makes and ends overrides, starts cycles and trainings.</summary>
    Operator,

    /// <summary>Links and removes accounts, takes models back.</summary>
    Admin,
}
