using Azure.Core;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>One request that changed a table.</summary>
/// <param name="Method">POST, PUT, PATCH, …</param>
/// <param name="Uri">Where to.</param>
/// <param name="Headers">All but authorization and date.</param>
/// <param name="Body">Empty for a deletion.</param>
internal sealed record RecordedWrite(RequestMethod Method, Uri Uri, IReadOnlyList<HttpHeader> Headers, byte[] Body);
