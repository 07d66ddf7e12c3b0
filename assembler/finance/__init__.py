"""Money between the partijen: what is invoiced, what was spent, what is paid back. Exact to the cent.

Pure: amounts in, amounts out. Texts about them are made from the templates.
"""

from assembler.finance.account import Verantwoording, account
from assembler.finance.invoice import Factuur, btw_over, invoice
from assembler.finance.settlement import largest_remainder

__all__ = ["Factuur", "Verantwoording", "account", "btw_over", "invoice", "largest_remainder"]
