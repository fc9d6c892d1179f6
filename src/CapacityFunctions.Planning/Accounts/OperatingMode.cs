using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Accounts;

/// <summary>Whether decisions for an account are carried out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperatingMode>))]
public enum OperatingMode
{
    /// <summary>Plan and show, change nothing: the default of a new account.</summary>
    Recommend = 0,

    /// <summary>Carry out what is planned.</summary>
    Enforce = 1,
}
