namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger brought can't become the type of a parameter.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    public FunctionInputConverterException(string message)
        : base(message)
    {
    }

    public FunctionInputConverterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
