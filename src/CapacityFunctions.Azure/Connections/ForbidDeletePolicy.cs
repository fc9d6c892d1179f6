using Azure.Core;
using Azure.Core.Pipeline;

namespace CapacityFunctions.Azure.Connections;

/// <summary>
/// Stops every DELETE before it leaves. Deleting a reservation or a group takes capacity from under machines that run on it, and a
/// reservation of size 0 costs nothing: so nothing here ever deletes, and no later change can do so by accident.
/// </summary>
internal sealed class ForbidDeletePolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Delete)
        {
            throw new InvalidOperationException("Nothing is ever deleted in Azure from here; set the quantity to 0 instead.");
        }
    }
}
