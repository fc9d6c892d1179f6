using CapacityFunctions.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
