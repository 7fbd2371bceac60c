"""Keeps the images of figures under names made of what they hold: the same image is kept once and never replaced."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from content.selectors.figures import image_name
from npcsite.lib.images import Remade


def keep_image(image: Remade) -> str:
    """The name it lies under."""
    name = image_name(sha256=image.sha256, image_format=image.format)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(image.data))
    return name
